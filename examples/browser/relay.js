// A system of Spark in a web page, by way of a relay that was started with --allow-origin: docs/relay.md, "From a browser".

import { decode, encode } from "./cbor.js";

const MAGIC = "SPRKWS1", ENVELOPE = "SPCB\0\x01";
const ascii = text => new TextEncoder().encode(text);
const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");

/** Joins arrays of bytes. */
function join(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A frame: its header as JSON with sorted keys and no blanks, which is the form that a relay reads quickest. */
function frame(header, payload = new Uint8Array()) {
  const sorted = Object.fromEntries(Object.entries(header).sort(([a], [b]) => a < b ? -1 : 1));
  const json = ascii(JSON.stringify(sorted));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  return join(ascii(MAGIC), length, json, payload);
}

function unframe(bytes) {
  if (bytes.length < 11 || new TextDecoder().decode(bytes.subarray(0, 7)) !== MAGIC) {
    throw new Error("the relay has sent something that is no frame");
  }
  const end = 11 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(7);
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(11, end))), payload: bytes.subarray(end) };
}

async function sign(secret, text) {
  const key = await crypto.subtle.importKey("raw", ascii(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, ascii(text))));
}

/**
 * Registers a system at a relay; resolves once the relay has taken it.
 *
 * onMessage(payload, envelope, system) is called for each message, where system is the one that has sent it, which the relay vouches for;
 * onRefused(messageId, reason) for each message that the relay did not hand on, and onClosed(reason) at the end. Before it has resolved, a
 * fault rejects it instead.
 */
export function connect({ url, system, secret = null, onMessage = () => {}, onRefused = () => {}, onClosed = () => {} }) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    const id = crypto.randomUUID();
    let registered = false, ended = false;

    // In the way of the original: other systems then take the page for one of it, and send it envelopes alone.
    async function register() {
      const auth = secret && await sign(secret, `spark-relay-register:${system}:${id}`);
      socket.send(frame({ version: 1, kind: "register", frame_id: id, source: system, target: null, auth, reason: null }));
    }

    function finish(header) {
      if (header.kind !== "ack" || header.frame_id !== id) {
        throw new Error(header.reason ?? "the relay does not answer the registration");
      }
      registered = true;
      resolve({ tell, system, close: () => socket.close(1000) });
    }

    function tell(target, payload, { sender = { system_uuid: system, actor_id: "page" }, headers = {} } = {}) {
      const message = crypto.randomUUID();
      const envelope = {
        type: "spark.envelope", target, payload, target_incarnation: null, message_id: message, headers, sender,
        deadline: null, correlation_id: message, trace_id: null,
      };
      socket.send(frame(
        { version: 1, kind: "envelope", frame_id: message, source: system, target: target.system_uuid, auth: null, reason: null },
        join(ascii(ENVELOPE), encode(envelope))));
      return message;
    }

    function take(bytes) {
      const { header, payload } = unframe(bytes);
      if (!registered) {
        finish(header);
      } else if (ended) {
        return;
      } else if (header.kind === "envelope") {
        if (new TextDecoder().decode(payload.subarray(0, 6)) !== ENVELOPE) {
          throw new Error(`${header.source} has sent something that is no envelope`);
        }
        const envelope = decode(payload.subarray(6));
        onMessage(envelope.payload, envelope, header.source);
      } else if (header.kind === "nack") {
        onRefused(header.frame_id, header.reason);
      }
    }

    function end(fault) {
      if (!ended) {
        ended = true;
        socket.close();
        registered ? onClosed(fault.message) : reject(fault);
      }
    }

    socket.onopen = () => register().catch(end);
    socket.onmessage = event => {
      try {
        take(new Uint8Array(event.data));
      } catch (fault) {
        end(fault);
      }
    };
    socket.onclose = event => {
      const fallback = `the connection has ended (${event.code}); does the relay allow ${location.origin}?`;
      end(new Error(event.reason || fallback));
    };
  });
}
