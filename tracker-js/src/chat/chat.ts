import type { Answer, Heard, Link } from "../shared/wire";
import { createDesk } from "./desk";
import { learn } from "./words";

let desk: ReturnType<typeof createDesk> | undefined;
let learned: Promise<void> | undefined;

/** The desk, once it knows the words; a failure to fetch them is not kept. */
async function enter(link: Link) {
  await (learned ||= learn(link.origin).catch((e) => {
    learned = undefined;
    throw e;
  }));
  return (desk ||= createDesk(link));
}

export async function receive(frame: Heard, link: Link): Promise<void> {
  if (frame.type !== "over" || desk) (await enter(link)).receive(frame);
  if (frame.type === "over") desk = undefined;
}

export const answer = async (answered: Answer, link: Link): Promise<void> => (await enter(link)).answer(answered);

export const open = async (link: Link, way?: string): Promise<void> => (await enter(link)).open(way === "page");
