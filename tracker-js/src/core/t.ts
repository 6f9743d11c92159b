import { guard } from "./guard";
import { type Command, track } from "./main";

interface Parlour {
  (...command: Command): void;
  q?: ArrayLike<unknown>[];
  /** Ours, not the page's stub: the script may be on the page twice. */
  on?: true;
}

/** The script tag is the whole installation: its address is the server, its attributes are the settings. */
guard(() => {
  const { src, dataset } = document.currentScript as HTMLScriptElement;
  const page = window as { parlour?: Parlour };
  const before = page.parlour;
  if (!dataset.site || before?.on) return;
  const queued = Array.from(before?.q || [], (q) => Array.from(q) as Command);
  if (dataset.chat) queued.push(["chat", dataset.chat as never]);
  const parlour = track(dataset.site, new URL(src).origin, dataset.consent === "required", "ignoreSignals" in dataset, queued);
  page.parlour = Object.assign(parlour, { on: true as const });
})();
