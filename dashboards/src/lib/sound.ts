// Two sounds, made here and not loaded: soft knocks on wood. Silent until the first click, as browsers ask, and off by one switch.
const SWITCH = 'parlour.sound';
const EVERY = 4_000;

let audio: AudioContext | null = null;
let ringing: ReturnType<typeof setInterval> | undefined;

export const soundIsOn = (): boolean => localStorage.getItem(SWITCH) !== 'off';

export function setSound(on: boolean): void {
  localStorage.setItem(SWITCH, on ? 'on' : 'off');
}

/** Called once at the start: the first click or key lets the page be heard. */
export function unlockSound(): void {
  const unlock = () => {
    audio ??= new AudioContext();
    void audio.resume();
  };
  addEventListener('click', unlock, { once: true });
  addEventListener('keydown', unlock, { once: true });
}

/** One knock for a new message that is not in view. */
export function knock(after = 0): void {
  if (!audio || !soundIsOn() || audio.state !== 'running') return;
  wood(audio, audio.currentTime + after, 420, 0.16);
  wood(audio, audio.currentTime + after, 1130, 0.05);
}

/** Two knocks every four seconds while a chat rings. */
export function ring(on: boolean): void {
  if (on === (ringing !== undefined)) return;
  clearInterval(ringing);
  ringing = on ? setInterval(twice, EVERY) : undefined;
  if (on) twice();
}

function twice(): void {
  knock();
  knock(0.19);
}

/** A short tone that sinks a little and dies at once: a knuckle on a door. */
function wood(to: AudioContext, at: number, pitch: number, loud: number): void {
  const tone = to.createOscillator();
  const body = to.createGain();
  tone.type = 'triangle';
  tone.frequency.setValueAtTime(pitch, at);
  tone.frequency.exponentialRampToValueAtTime(pitch * 0.72, at + 0.09);
  body.gain.setValueAtTime(0.0001, at);
  body.gain.exponentialRampToValueAtTime(loud, at + 0.004);
  body.gain.exponentialRampToValueAtTime(0.0001, at + 0.14);
  tone.connect(body).connect(to.destination);
  tone.start(at);
  tone.stop(at + 0.16);
}
