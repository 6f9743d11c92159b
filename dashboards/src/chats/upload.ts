// A file on its way into a chat. XMLHttpRequest, because fetch does not tell how much has gone out.
import type { Outgoing } from './outgoing_data';

/** Null when it is there; otherwise why not, in a sentence. */
export function upload(chat: string, one: Outgoing, file: File, progress: (sent: number) => void): Promise<string | null> {
  const asked = new URLSearchParams({ name: one.text, client_id: one.client_id });
  if (one.whisper) asked.set('whisper', 'true');
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/chats/${encodeURIComponent(chat)}/files?${asked}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => done(request.status < 300 ? null : whyNot(request));
    request.onerror = () => done('The server cannot be reached.');
    request.send(file);
  });
}

function whyNot({ status, responseText }: XMLHttpRequest): string {
  try {
    return (JSON.parse(responseText) as { error: string }).error;
  } catch {
    return status === 413 ? 'It is larger than 10 MB.' : `The server could not take it (${status}).`;
  }
}
