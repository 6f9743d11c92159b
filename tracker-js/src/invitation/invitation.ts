import type { Heard, Invitation, Link } from "../shared/wire";
import { show } from "./show";

let shown: ReturnType<typeof show> | undefined;
let declined = "";

export function receive(frame: Heard, link: Link): void {
  if (frame.type === "invitation") invite(frame, link);
  else if (frame.type === "over") shown?.gone(frame.why);
  else if ("id" in frame && frame.id === shown?.id) {
    if ("remaining_ms" in frame) shown.run(frame.remaining_ms);
    if ("why" in frame) shown.gone(frame.why);
  }
}

/** A new card; or, after a reconnect, the one that is there: what was said meanwhile is said again. */
function invite(invitation: Invitation, link: Link): void {
  const { id, remaining_ms } = invitation;
  if (declined === id) return link.say({ type: "decline", invitation: id });
  if (shown?.id !== id) {
    shown?.remove();
    shown = show(invitation, link, (no) => {
      shown = undefined;
      if (no) declined = id;
    });
  }
  shown.tell("delivered");
  if (remaining_ms !== null) shown.run(remaining_ms);
  else shown.seeAgain();
}
