// The shapes of the status marks, on a 12 × 12 grid. Each state has its own shape: colour only helps.

export type MarkName =
  | 'here' | 'idle' | 'invited' | 'chat' | 'chatting' | 'ringing' | 'left' | 'bot'
  | 'open' | 'half' | 'yes' | 'no' | 'time' | 'back' | 'swap' | 'online' | 'away';

interface Shape {
  d: string;
  as: 'fill' | 'line' | 'cut';
  width?: number;
}

interface Drawn {
  tone: string;
  shapes: Shape[];
}

const disc = (r: number): string => `M${6 - r} 6a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
const fill = (d: string): Shape => ({ d, as: 'fill' });
const line = (d: string, width: number): Shape => ({ d, as: 'line', width });

const speech = fill('M2.2 1h7.6C10.5 1 11 1.5 11 2.2v5.1c0 .7-.5 1.2-1.2 1.2H6.2L3.4 11V8.5H2.2C1.5 8.5 1 8 1 7.3V2.2C1 1.5 1.5 1 2.2 1Z');
const bell = fill('M6 .5c.5 0 .9.4.9.9v.3c1.5.4 2.5 1.7 2.5 3.4 0 1.9.6 2.7 1.1 3.2.3.3.1.9-.4.9H1.9c-.5 0-.7-.6-.4-.9.5-.5 1.1-1.3 1.1-3.2 0-1.7 1-3 2.5-3.4v-.3c0-.5.4-.9.9-.9ZM4.6 10h2.8c-.1.8-.7 1.4-1.4 1.4S4.7 10.8 4.6 10Z');
const diamond = line('M6 1.5 10.5 6 6 10.5 1.5 6Z', 1.4);

export const MARKS: Record<MarkName, Drawn> = {
  here: { tone: 'here', shapes: [fill(disc(4.4))] },
  idle: { tone: 'idle', shapes: [line(disc(3.75), 1.5)] },
  invited: { tone: 'invited', shapes: [fill('M6 .8 11.2 6 6 11.2.8 6Z')] },
  chat: { tone: 'chat', shapes: [speech] },
  chatting: { tone: 'chat', shapes: [speech] },
  ringing: { tone: 'ringing', shapes: [bell] },
  left: { tone: 'left', shapes: [line('M2 6h8', 1.75)] },
  bot: { tone: 'bot', shapes: [line('M6 1.2 10.2 3.6v4.8L6 10.8 1.8 8.4V3.6Z', 1.4)] },
  open: { tone: 'open', shapes: [diamond] },
  half: { tone: 'half', shapes: [diamond, fill('M6 1.5v9L1.5 6Z')] },
  yes: { tone: 'yes', shapes: [line('m2 6.3 2.7 2.7L10 3.3', 1.75)] },
  no: { tone: 'no', shapes: [line('m3 3 6 6m0-6-6 6', 1.75)] },
  time: { tone: 'time', shapes: [line(disc(4.75), 1.4), line('M6 3.4V6l1.7 1.2', 1.4)] },
  back: { tone: 'back', shapes: [line('M4.5 2 2 4.5 4.5 7M2.2 4.5H7A2.5 2.5 0 0 1 7 9.5H4.5', 1.4)] },
  swap: { tone: 'swap', shapes: [line('M4.8 1.8 9 6l-4.2 4.2L.6 6Z', 1.2), line('M7.8 2.4 11.4 6 7.8 9.6', 1.4)] },
  online: { tone: 'online', shapes: [fill(disc(5)), { d: 'm3.9 6.1 1.5 1.5 2.8-3.1', as: 'cut', width: 1.4 }] },
  away: { tone: 'away', shapes: [line(disc(4.4), 1.5)] },
};
