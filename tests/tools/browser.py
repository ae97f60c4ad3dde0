"""A headless Chromium over its debugging pipe: no driver, no network."""

import atexit
import base64
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe")


class Program:
    """The browser itself: starting takes it a second, so all pages of a test program share one."""

    one = None

    @classmethod
    def running(cls):
        if cls.one is None or cls.one.process.poll() is not None:
            cls.one = cls()
            atexit.register(cls.one.end)
        return cls.one

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="layak-browser-")
        to_browser, self.to = os.pipe()
        self.back, from_browser = os.pipe()

        def give_pipes():  # the browser reads from 3 and writes to 4
            reading, writing = os.dup(to_browser), os.dup(from_browser)
            os.dup2(reading, 3), os.dup2(writing, 4)

        self.process = subprocess.Popen([CHROMIUM, *QUIET, f"--user-data-dir={self.profile}", "about:blank"], preexec_fn=give_pipes, close_fds=False,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser), os.close(from_browser)
        self.number, self.buffer = 0, b""

    def end(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def send(self, message):
        self.number += 1
        os.write(self.to, json.dumps({"id": self.number, **message}).encode() + b"\0")
        return self.number

    def next_message(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.back, 1 << 20)
            if not piece:
                raise RuntimeError("the browser ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)


class Browser:
    """One page, of which nothing is left when it is closed. What it did is in `errors` (console and exceptions) and `requests` (addresses, its own left out)."""

    def __init__(self):
        if CHROMIUM is None:
            raise unittest.SkipTest("chromium is not installed")
        self.program, self.session, self.errors, self.requests = Program.running(), None, [], []
        self.context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in "Page", "Runtime", "Log", "Network":
            self.call(f"{domain}.enable")

    def close(self):
        self.session = None
        self.call("Target.disposeBrowserContext", browserContextId=self.context)

    def call(self, method, **parameters):
        message = {"method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        number = self.program.send(message)
        while True:
            answer = self.next_message()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def next_message(self):
        message = self.program.next_message()
        if message.get("sessionId") != self.session and "method" in message:
            return {}  # of another page, or of none
        event, of = message.get("method"), message.get("params", {})
        if event == "Runtime.exceptionThrown":
            self.errors.append(of["exceptionDetails"].get("exception", {}).get("description", of["exceptionDetails"]["text"]))
        if event == "Runtime.consoleAPICalled" and of["type"] in ("error", "warning", "assert"):
            self.errors.append(" ".join(str(arg.get("value", arg.get("description"))) for arg in of["args"]))
        if event == "Log.entryAdded" and of["entry"]["level"] in ("error", "warning"):
            self.errors.append(of["entry"]["text"])
        if event == "Network.requestWillBeSent" and not of["request"]["url"].startswith(("data:", "about:")):
            self.requests.append(of["request"]["url"])
        return message

    def run(self, script):
        """The value of an expression, awaited."""
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", result["exceptionDetails"]["text"]))
        return result["result"].get("value")

    def open(self, page, width=1280, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Page.navigate", url=Path(page).resolve().as_uri())
        while self.next_message().get("method") != "Page.loadEventFired":
            pass
        self.requests = [url for url in self.requests if url != Path(page).resolve().as_uri()]

    def until(self, condition, seconds=60):
        """Waits until an expression is true."""
        self.run(f"new Promise((done, fail) => {{ const end = performance.now() + {1000 * seconds}; const look = () => ({condition}) ? done() : "
                 f"performance.now() > end ? fail(new Error('waited in vain for ' + {json.dumps(condition)})) : setTimeout(look, 20); look(); }})")

    def pdf(self):
        """On A4, as offices print: else it would be Letter, which is wider."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True, paperWidth=8.27, paperHeight=11.69)["data"])
