import type { ChatSummary } from '../lib/wire';

/** Who ended it, as the line under the transcript says. */
export function endedWords(chat: Pick<ChatSummary, 'ended_as' | 'visitor_name'>): string {
  switch (chat.ended_as) {
    case 'by_visitor': return `${chat.visitor_name} ended the chat.`;
    case 'by_agent': return 'You ended the chat.';
    case 'abandoned': return `${chat.visitor_name} went away.`;
    case 'missed': return 'Nobody answered in time.';
    case null: return 'The chat has ended.';
  }
}
