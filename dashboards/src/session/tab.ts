// What the browser's tab says while another one is in front: the room, and how much waits.
import type { Room } from '../lib/route';

const WORDS: Record<Room, string> = { whos_on: "Who's On", map: 'Map', chats: 'Chats', visits: 'Visits', reports: 'Reports', settings: 'Settings', sign_in: 'Sign in' };
const SIZE = 32;

export function showInTab(room: Room, unread: number): void {
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${WORDS[room]} · Parlour`;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon) Object.assign(icon, unread > 0 ? { type: 'image/png', href: drawn(unread) } : { type: 'image/svg+xml', href: '/console/favicon.svg' });
}

/** The doorway on night, with the count on a lamp-lit disc. */
function drawn(unread: number): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  pen.fillStyle = '#0d2023';
  pen.fill(new Path2D('M6 0h20a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6V6a6 6 0 0 1 6-6Z'));
  pen.strokeStyle = '#ece8dc';
  pen.lineWidth = 2.5;
  pen.stroke(new Path2D('M8 27V14a8 8 0 0 1 16 0v13M5 27h22'));
  count(pen, unread);
  return canvas.toDataURL('image/png');
}

function count(pen: CanvasRenderingContext2D, unread: number): void {
  disc(pen, 22, 10, 10);
  pen.fillStyle = '#1d1503';
  pen.font = '700 14px sans-serif';
  pen.textAlign = 'center';
  pen.fillText(unread > 9 ? '9+' : String(unread), 22, 15);
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.fillStyle = '#efb654';
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
