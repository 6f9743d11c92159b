import { button, CROSS, h, icon } from "../shared/dom";
import type { Link } from "../shared/wire";
import { t } from "./words";

/** The largest file, in bytes. */
const MOST = 10 * 1024 * 1024;

interface Row {
  element: HTMLElement;
  say(words: string, part?: number): void;
}

/** Sends files, one after the other, each in a row that shows how far it is, or why it was not sent. */
export function createUploads({ origin, hello }: Pick<Link, "origin" | "hello">) {
  const element = h("div", { class: "uploads" });
  let queue = Promise.resolve();

  function row(stop: () => void): Row {
    const words = h("p");
    const bar = h("progress", { max: "1", "aria-hidden": "true" });
    const made = h("div", { class: "upload" }, words, bar, button({ "aria-label": t("cancel") }, () => (stop(), made.remove()), icon(CROSS)));
    element.append(made);
    return {
      element: made,
      say(text, part) {
        words.textContent = text;
        bar.hidden = part === undefined;
        if (bar.hidden) words.setAttribute("role", "alert");
        bar.value = part || 0;
      },
    };
  }

  function post(file: File, chat: string, client_id: string): void {
    const { name } = file;
    let request = new XMLHttpRequest();
    const { element: shown, say } = row(() => request.abort());
    if (file.size > MOST) return say(t("file_big", { name }));
    const progress = (part: number) => say(t("uploading", { name, percent: Math.floor(part * 100) }), part);
    progress(0);
    queue = queue.then(async () => {
      if (!shown.isConnected) return;
      const to = `${origin}/d/files`;
      let begun = false;
      await sent(request, to, body(file, chat, client_id), (part) => ((begun ||= part > 0), progress(part)));
      // A browser that shows progress asks before it sends, and not everything on the way answers that.
      if (!request.status && !begun && shown.isConnected) await sent((request = new XMLHttpRequest()), to, body(file, chat, client_id));
      const why = refusal(request, name);
      if (why) say(why);
      else shown.remove();
    });
  }

  function body(file: File, chat: string, client_id: string): FormData {
    const form = new FormData();
    const { site, visitor } = hello();
    for (const [name, value] of Object.entries({ site, visitor, chat, client_id })) form.append(name, `${value}`);
    form.append("file", file, file.name);
    return form;
  }

  return { element, post };
}

/** Until it has arrived, was given up, or has failed. */
const sent = (request: XMLHttpRequest, to: string, body: FormData, progress?: (part: number) => void) =>
  new Promise<unknown>((done) => {
    request.open("POST", to);
    if (progress) request.upload.onprogress = ({ loaded, total }) => progress(loaded / (total || 1));
    request.onloadend = done;
    request.send(body);
  });

/** Why it was not taken, in words; empty when it was. */
function refusal({ status, responseText }: XMLHttpRequest, name: string): string {
  if (status === 200) return "";
  if (status === 413) return t("file_big", { name });
  if (status === 415) return t("file_kind", { name });
  return `${t("file_failed", { name })} ${status < 500 ? responseText.slice(0, 200) : ""}`;
}
