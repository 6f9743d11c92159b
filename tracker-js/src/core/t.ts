import { guard } from "./guard";
import { track } from "./main";

interface Command {
  (...args: unknown[]): void;
  q?: ArrayLike<unknown>[];
  /** Ours, not the page's stub: the script may be on the page twice. */
  on?: true;
}

/** The script tag is the whole installation: its address is the server, its attributes are the settings. */
guard(() => {
  const { src, dataset } = document.currentScript as HTMLScriptElement;
  const page = window as { parlour?: Command };
  const said = page.parlour;
  if (!dataset.site || said?.on) return;
  const queued = Array.from(said?.q || [], (q) => Array.from(q)) as [string, ...never[]][];
  const refused = queued.some(([name, yes]) => name === "consent" && !yes);
  const on = track(dataset.site, new URL(src).origin, dataset.consent === "required" || refused);
  page.parlour = Object.assign(on, { on: true }) as Command;
  for (const command of queued) on(...command);
})();
