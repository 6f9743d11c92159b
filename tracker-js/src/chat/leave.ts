import type { Link } from "../shared/wire";
import type { Pending } from "./conversation";
import { t } from "./words";

const failed = () => t("not_sent", { why: "" }).trim();

/** Leaves a message without a doorway, for who is not followed: nothing but what was written goes along. Empty when it is stored, else why not. */
export async function leave({ origin, hello }: Link, { name, email, text, department, client_id }: Pending): Promise<string> {
  const { site, url } = hello();
  try {
    const body = JSON.stringify({ site, url, name, email, text, department, client_id });
    const answer = await fetch(`${origin}/d/offline`, { method: "POST", credentials: "omit", body });
    return answer.ok ? "" : (await answer.text()) || failed();
  } catch {
    return failed();
  }
}
