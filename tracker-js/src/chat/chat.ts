import type { Answer, Heard, Link } from "../shared/wire";
import { createDesk } from "./desk";

let desk: ReturnType<typeof createDesk> | undefined;

export const receive = (frame: Heard, link: Link): void => (desk ||= createDesk(link)).receive(frame);

export const answer = (answered: Answer, link: Link): void => (desk ||= createDesk(link)).answer(answered);
