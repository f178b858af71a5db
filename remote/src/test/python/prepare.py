"""Makes the virtual environment TARGET/python with the pins of requirements.txt: prepare.py TARGET SECONDS.

It is made beside its place and then renamed, so that one that is there is whole. Every step is bounded by the seconds that are left.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

PINS = pathlib.Path(__file__).with_name("requirements.txt")
TARGET = pathlib.Path(sys.argv[1])
PLACE = TARGET / "python"
SECONDS = float(sys.argv[2])
DEADLINE = time.monotonic() + SECONDS
STAMP = "made-from.txt"


class Missing(Exception):
    """Why there is no environment; for people."""


def stamp() -> str:
    return f"{sys.version}\n{PINS.read_text()}"


def run(what: str, *command: str) -> None:
    """Runs a command to its end; it and what it has started are killed when the time is over."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        output, _ = process.communicate(timeout=max(0.1, DEADLINE - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise Missing(f"{what} took longer than the {SECONDS:g} s that all of it may take (SPARK_PYTHON_SECONDS)") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode != 0:
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        raise Missing(f"{what} failed with exit code {process.returncode}: {' | '.join(lines[-4:]) or 'it said nothing'}")


def works(folder: pathlib.Path) -> bool:
    """Whether an environment is there that has been made from these pins by this Python, and still runs."""
    try:
        if (folder / STAMP).read_text() != stamp():
            return False
        run("import", str(folder / "bin" / "python"), "-c", "import spark, cbor2, websockets")
    except (OSError, Missing):
        return False
    return True


def make() -> None:
    fresh = TARGET / f"python.{os.getpid()}"
    try:
        run(f"making a virtual environment with {sys.executable} (is its venv module installed?)", sys.executable, "-m", "venv", str(fresh))
        python = str(fresh / "bin" / "python")
        # The original asks for 3.13, and runs unchanged on 3.12.
        options = ("--ignore-requires-python", "--disable-pip-version-check", "--no-input", "--quiet", "--retries", "1", "--timeout", "15")
        run("pip install, from the registry that pip is set up for,", python, "-m", "pip", "install", *options, "-r", str(PINS))
        run("importing the original", python, "-c", "import spark, cbor2, websockets")
        (fresh / STAMP).write_text(stamp())
        shutil.rmtree(PLACE, ignore_errors=True)
        fresh.rename(PLACE)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    if works(PLACE):
        print(f"spark: the Python original is ready in {PLACE}")
        return
    try:
        make()
    except (OSError, Missing) as reason:
        (TARGET / "python.missing").write_text(f"{reason}\n")
        sys.exit(f"spark: no tests against the Python original: {reason}")
    print(f"spark: the Python original is ready in {PLACE} (Python {sys.version.split()[0]})")


main()
