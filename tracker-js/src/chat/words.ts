import type { Conversation } from "./conversation";

/** Who or what the visitor is talking to. */
export const title = ({ agent }: Conversation["state"], company: string) => agent?.name || company || "Chat";

/** The line under the name. */
export function standing({ chat }: Conversation["state"], connected: boolean): string {
  if (chat === "ended") return "Chat ended";
  if (!connected) return "Connection lost, trying again";
  return chat === "active" ? "Here now" : "Connecting you";
}

/** What the window says when the chat is over. */
export function ending({ ended, agent }: Conversation["state"]): string {
  if (ended === "by_visitor") return "You ended the chat.";
  if (ended === "by_agent") return `${agent?.name || "The agent"} ended the chat.`;
  if (ended === "missed") return "Nobody could come this time. Your words are kept.";
  return "The chat has ended.";
}

/** `Today, 18:43`, or with the date when it was another day. */
export function moment(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  const today = date.toDateString() === new Date(now).toDateString();
  const day = today ? "Today" : date.toLocaleDateString(undefined, { day: "numeric", month: "long" });
  return `${day}, ${time}`;
}

export const newMessages = (n: number) => (n === 1 ? "1 new message" : `${n} new messages`);
