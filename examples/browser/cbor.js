// Plain values of Spark as CBOR: what docs/wire.md lists, and nothing else. Whole numbers that a JavaScript number cannot hold are BigInt.

const FLOAT = 0xfb, FALSE = 0xf4, TRUE = 0xf5, NULL = 0xf6;
const UNSIGNED = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5;

/** The bytes of null, booleans, numbers, BigInt, strings, Uint8Array, arrays and plain objects. */
export function encode(value) {
  const out = [];
  write(value, out);
  return Uint8Array.from(out);
}

function head(major, count, out) {
  const size = count < 24 ? 0 : count < 0x100 ? 1 : count < 0x10000 ? 2 : count < 0x100000000 ? 4 : 8;
  out.push(major << 5 | (size === 0 ? Number(count) : 24 + Math.log2(size)));
  for (let i = size - 1; i >= 0; i--) {
    out.push(Number(BigInt(count) >> BigInt(8 * i) & 0xffn));
  }
}

function write(value, out) {
  if (value === null || value === undefined) {
    out.push(NULL);
  } else if (typeof value === "boolean") {
    out.push(value ? TRUE : FALSE);
  } else if (typeof value === "bigint" || Number.isSafeInteger(value) && !Object.is(value, -0)) {
    const whole = BigInt(value);
    if (BigInt.asIntN(64, whole) !== whole) {
      throw new RangeError(`${value} has more than 64 bits`);
    }
    whole < 0 ? head(NEGATIVE, -1n - whole, out) : head(UNSIGNED, whole, out);
  } else if (typeof value === "number") {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setFloat64(0, value);
    out.push(FLOAT, ...new Uint8Array(bytes.buffer));
  } else if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value);
    head(TEXT, bytes.length, out);
    bytes.forEach(b => out.push(b));
  } else if (value instanceof Uint8Array) {
    head(BYTES, value.length, out);
    value.forEach(b => out.push(b));
  } else if (Array.isArray(value)) {
    head(ARRAY, value.length, out);
    value.forEach(item => write(item, out));
  } else if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null) {
    const entries = Object.entries(value);
    head(MAP, entries.length, out);
    entries.forEach(([key, item]) => { write(key, out); write(item, out); });
  } else {
    throw new TypeError(`a ${value.constructor?.name} is no plain value: send null, booleans, numbers, strings, bytes, arrays, objects`);
  }
}

/** The value that fills the bytes. */
export function decode(bytes) {
  const in_ = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  const value = read(in_, 0);
  if (in_.at !== bytes.length) {
    throw new RangeError(`${bytes.length - in_.at} bytes follow the value`);
  }
  return value;
}

function count(in_, info) {
  if (info < 24) {
    return info;
  }
  if (info > 27) {
    throw new RangeError("a length that is not announced");
  }
  const at = in_.at;
  in_.at += 1 << info - 24;
  switch (info) {
    case 24: return in_.view.getUint8(at);
    case 25: return in_.view.getUint16(at);
    case 26: return in_.view.getUint32(at);
    default: {
      const big = in_.view.getBigUint64(at);
      return big <= Number.MAX_SAFE_INTEGER ? Number(big) : big;
    }
  }
}

function take(in_, length) {
  const end = in_.at + Number(length);
  if (end > in_.bytes.length) {
    throw new RangeError(`${length} bytes are announced, of which ${in_.bytes.length - in_.at} are there`);
  }
  const part = in_.bytes.subarray(in_.at, end);
  in_.at = end;
  return part;
}

function read(in_, depth) {
  if (depth > 64) {
    throw new RangeError("values inside of values, deeper than 64");
  }
  const first = in_.view.getUint8(in_.at++);
  const info = first & 31;
  switch (first >> 5) {
    case UNSIGNED: return count(in_, info);
    case NEGATIVE: {
      const n = count(in_, info);
      return typeof n === "bigint" || n === Number.MAX_SAFE_INTEGER ? -1n - BigInt(n) : -1 - n;
    }
    case BYTES: return take(in_, count(in_, info)).slice();
    case TEXT: return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(in_, count(in_, info)));
    case ARRAY: {
      const items = [];
      for (let n = count(in_, info); n > 0; n--) {
        items.push(read(in_, depth + 1));
      }
      return items;
    }
    case MAP: {
      const entries = [];
      for (let n = count(in_, info); n > 0; n--) {
        entries.push([read(in_, depth + 1), read(in_, depth + 1)]);
      }
      return Object.fromEntries(entries);
    }
    case 7: return simple(in_, first);
    default: throw new RangeError("CBOR tags are no plain values");
  }
}

function simple(in_, first) {
  const at = in_.at;
  switch (first) {
    case FALSE: return false;
    case TRUE: return true;
    case NULL: return null;
    case 0xf9: in_.at += 2; return half(in_.view.getUint16(at));
    case 0xfa: in_.at += 4; return in_.view.getFloat32(at);
    case FLOAT: in_.at += 8; return in_.view.getFloat64(at);
    default: throw new RangeError("a simple value that is none of the plain ones");
  }
}

// The original writes infinities and NaN in 16 bits.
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1, exponent = bits >> 10 & 31, fraction = bits & 1023;
  if (exponent === 31) {
    return fraction ? NaN : sign * Infinity;
  }
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
