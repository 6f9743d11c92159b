import type { ChatSummary } from '../lib/wire';

/** Who ended it, as the line under the transcript says. */
export function endedWords(chat: Pick<ChatSummary, 'ended_as' | 'visitor_name' | 'agent'>, me: string): string {
  switch (chat.ended_as) {
    case 'by_visitor': return `${chat.visitor_name} ended the chat.`;
    case 'by_agent': return chat.agent === null || chat.agent.id === me ? 'You ended the chat.' : `${chat.agent.name} ended the chat.`;
    case 'abandoned': return `${chat.visitor_name} went away.`;
    case 'blocked': return `${chat.visitor_name} is blocked for the rest of the day.`;
    case 'missed': return 'Nobody answered in time.';
    case null: return 'The chat has ended.';
  }
}

/** Why it does not ring here any more; null when that is known here already. */
export function ringingEnded(chat: ChatSummary, me: string): string | null {
  if (chat.rings) return null;
  if (chat.state === 'active') return chat.agent && chat.agent.id !== me ? `${chat.agent.name} has the chat with ${chat.visitor_name}.` : null;
  if (chat.ended_as === 'missed') return `Nobody answered ${chat.visitor_name} in time.`;
  return chat.state === 'ended' ? `${chat.visitor_name} went away.` : null;
}
