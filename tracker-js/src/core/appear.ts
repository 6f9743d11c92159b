import { guard } from "./guard";
import { visible } from "./page";

/** Begins when the page is first looked at: not while it is prerendered, not in a tab opened in the background. */
export function onceVisible(begin: () => void): void {
  const ready = () => visible() && !(document as { prerendering?: boolean }).prerendering;
  if (ready()) return begin();
  const look = guard(() => {
    if (!ready()) return;
    for (const type of TYPES) document.removeEventListener(type, look);
    begin();
  });
  for (const type of TYPES) document.addEventListener(type, look);
}

const TYPES = ["visibilitychange", "prerenderingchange"];
