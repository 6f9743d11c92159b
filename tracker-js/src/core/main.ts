import type { Beacon, Said } from "../shared/wire";
import { onActivity } from "./activity";
import { onceVisible } from "./appear";
import { createConsent } from "./consent";
import { createDoorway } from "./doorway";
import { guard, listen } from "./guard";
import { onNavigation } from "./navigation";
import { page, place, visible } from "./page";
import { createPost } from "./post";
import { createQueue } from "./queue";
import { randomHex, uuid } from "./random";
import { createView, type View } from "./view";
import { type Visitor, visitor } from "./visitor";
import { createWidgets } from "./widgets";

/** What the page said with `parlour(…)`: a command's name and what goes with it. */
export type Command = [string, ...never[]];

/** Starts the tracker for one site on one page; `queued` is what the page said before it was there. */
export function track(site: string, origin: string, consentRequired: boolean, ignoreSignals: boolean, queued: Command[]) {
  const tab = randomHex(4);
  const consent = createConsent(consentRequired, ignoreSignals);
  const queue = createQueue(createPost(origin + "/b"), consent.given);
  const doorway = createDoorway(origin, hello, (frame) => widgets.receive(frame));
  const widgets = createWidgets(origin, doorway.say, hello);
  let who: Visitor | undefined;
  let view: View | undefined;
  let left: View | undefined;
  let user: unknown;
  let referrer = document.referrer;
  let here: string;

  function beacon(type: Beacon["type"], id: string, fields: object): Beacon {
    const known = consent.given() ? { visitor: (who ||= visitor()).id, new: who.fresh || undefined } : { privacy: true };
    if (who) who.fresh = false;
    return { site, id, type, ...known, ...fields };
  }

  function hello(): Said {
    return {
      type: "hello", site, visitor: who?.id, tab, page_view: view?.id, ...page(referrer), ...place(), visible: visible(),
    };
  }

  function arrive(): void {
    view = createView(uuid());
    here = location.href;
    queue.add(beacon("page_view", view.id, { ...page(referrer), ...(consent.given() && place()) }));
    if (consent.given()) doorway.open();
  }

  const goodbye = () => {
    const visible_ms = view?.end() ?? null;
    return visible_ms === null ? null : beacon("goodbye", uuid(), { page_view: view!.id, visible_ms });
  };

  function leave(): void {
    const bye = goodbye();
    if (bye) queue.add(bye);
    // The address has changed already.
    referrer = here;
  }

  function moved(): void {
    arrive();
    const { url, title } = page("");
    doorway.say({ type: "page", page_view: view!.id, url, title });
  }

  function hide(): void {
    const bye = goodbye();
    if (bye) queue.farewell(bye, (b) => navigator.sendBeacon(origin + "/b", JSON.stringify(b)));
    doorway.close();
  }

  const active = () => doorway.say({ type: "activity", visible: visible() });

  /** The pointer leaves the page upwards: towards the tabs, the address, the cross. */
  function exits(e: Event): void {
    const { clientY, relatedTarget } = e as MouseEvent;
    if (clientY > 0 || relatedTarget || left === view) return;
    left = view;
    doorway.say({ type: "exit_intent" });
  }

  const identify = () => {
    if (user && consent.given()) queue.add(beacon("identify", uuid(), { page_view: view?.id, user }));
  };

  /** Consent begins a new page view, because the one before belongs to nobody. */
  function setConsent(yes: boolean): void {
    const before = consent.given();
    const now = yes && consent.possible;
    if (view && now && !before) leave();
    consent.set(yes);
    if (before && !now) forget();
    else if (view && now && !before) {
      arrive();
      identify();
    }
  }

  function forget(): void {
    who = undefined;
    doorway.close();
    widgets.receive({ type: "over" });
  }

  const commands: Record<string, (...args: never[]) => void> = {
    chat: widgets.open,
    consent: setConsent,
    identify: (u: object) => ((user = u), identify()),
    event: (name: string, value?: number) => queue.add(beacon("event", uuid(), { page_view: view?.id, name, value })),
  };

  function clicked(e: Event): void {
    if (!(e.target as Element).closest("[data-parlour-chat]")) return;
    e.preventDefault();
    widgets.open();
  }

  function begin(): void {
    arrive();
    guard(queue.flush)();
    onNavigation(leave, moved);
    onActivity(active);
    listen(document, "visibilitychange", () => (view?.look(), active()));
    listen(document, "mouseout", exits);
    listen(window, "online", queue.flush);
    listen(window, "pagehide", hide);
    document.addEventListener("click", guard(clicked));
    listen(window, "pageshow", (e) => (e as PageTransitionEvent).persisted && arrive());
  }

  const waiting: Command[] = [];
  const run = ([name, ...args]: Command) => commands[name]?.(...args);
  const obey = guard((...command: Command) => {
    if (view || command[0] === "consent") run(command);
    else waiting.push(command);
  });
  queued.forEach((command) => obey(...command));
  onceVisible(() => {
    begin();
    waiting.forEach((command) => obey(...command));
  });
  return obey;
}
