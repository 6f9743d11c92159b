import type { Heard, Link } from "../shared/wire";
import { show } from "./show";

/** The card, also when it is gone: the same invitation does not come twice. */
let shown: ReturnType<typeof show> | undefined;

export function receive(frame: Heard, link: Link): void {
  if (frame.type === "invitation") {
    if (shown?.id !== frame.id) {
      shown?.remove();
      shown = show(frame, link);
    }
    shown.again(frame.remaining_ms);
  } else if (frame.type === "welcome") shown?.again(null);
  else if (frame.type === "over") shown?.remove();
  else if ("id" in frame && frame.id === shown?.id) {
    if ("remaining_ms" in frame) shown.run(frame.remaining_ms);
    if ("why" in frame) shown.gone(frame.why);
  }
}
