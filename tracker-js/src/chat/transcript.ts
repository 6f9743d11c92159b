import { h } from "../shared/dom";
import type { Link } from "../shared/wire";

/** Fetches a chat as a file and hands it to the browser to keep; false when it could not be fetched. */
export async function save({ origin, hello }: Link, chat: string, format: "text" | "html"): Promise<boolean> {
  const { site, visitor } = hello();
  try {
    const answer = await fetch(`${origin}/d/transcript`, { method: "POST", credentials: "omit", body: JSON.stringify({ site, visitor, chat, format }) });
    if (!answer.ok) return false;
    const href = URL.createObjectURL(await answer.blob());
    h("a", { href, download: `chat.${format === "text" ? "txt" : "html"}` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    return true;
  } catch {
    return false;
  }
}
