import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createUploads } from "../src/chat/upload";
import { speak } from "../src/chat/words";
import en from "../src/words/en";
import { settle } from "./fakes";

/** The browser's own request, answered by the test. */
class Request {
  static made: Request[] = [];
  upload: { onprogress?: (e: { loaded: number; total: number }) => void } = {};
  onloadend?: () => void;
  status = 0;
  responseText = "";
  form?: FormData;
  open(): void {}
  send(form: FormData): void {
    this.form = form;
    Request.made.push(this);
  }
  abort(): void {
    this.ends(0);
  }
  ends(status: number, text = ""): void {
    Object.assign(this, { status, responseText: text });
    this.onloadend!();
  }
}

const link = { origin: "https://parlour.example", hello: () => ({ type: "hello", site: "SITE", visitor: "v" }) };
let uploads: ReturnType<typeof createUploads>;
const rows = () => [...uploads.element.children].map((row) => row.querySelector("p")!.textContent);
const last = () => Request.made.at(-1)!;

async function send(name = "lamp.png", size = 3): Promise<void> {
  uploads.post(Object.defineProperty(new File(["abc"], name), "size", { value: size }), "c", "s-1");
  await settle();
}

beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", Request);
  vi.useFakeTimers();
  speak(en, "en");
  Request.made = [];
  uploads = createUploads(link);
  document.body.append(uploads.element);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

test("a file says who sends it before itself, shows how far it is, and leaves when it has arrived", async () => {
  await send();
  expect([...last().form!.keys()]).toEqual(["site", "visitor", "chat", "client_id", "file"]);
  last().upload.onprogress!({ loaded: 2, total: 5 });
  expect(rows()).toEqual(["Sending lamp.png, 40 %"]);
  last().ends(200);
  await settle();
  expect(rows()).toEqual([]);
});

test("what is not taken says why", async () => {
  await send("film.mp4", 11 * 1024 * 1024);
  expect([rows(), Request.made]).toEqual([["film.mp4 is larger than 10 MB."], []]);
  await send("page.html");
  last().ends(415);
  await settle();
  await send();
  last().ends(429, "Five a minute.");
  await settle();
  expect(rows().slice(1)).toEqual(["Files like page.html are not taken.", "lamp.png was not sent. Five a minute."]);
});

test("where watching the progress is refused it is sent without, once", async () => {
  await send();
  last().ends(0);
  await settle();
  expect([Request.made.length, last().upload.onprogress]).toEqual([2, undefined]);
  last().ends(0);
  await settle();
  expect([Request.made.length, rows()]).toEqual([2, ["lamp.png was not sent. "]]);
});

test("a file that was taken back is gone, and is not tried again", async () => {
  await send();
  uploads.element.querySelector("button")!.click();
  await settle();
  expect([rows(), Request.made.length]).toEqual([[], 1]);
});
