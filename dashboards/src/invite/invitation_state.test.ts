import { describe, expect, it } from 'vitest';
import { deadlineOf, invitationWords, LASTS } from './invitation_state';

const states = ['sent', 'delivered', 'viewed', 'accepted', 'declined', 'expired', 'undelivered', 'withdrawn', 'superseded'] as const;

describe('an invitation', () => {
  it('has its own mark and word in every state', () => {
    const all = states.map((state) => invitationWords(state, null, 0));
    expect(new Set(all.map((one) => one.mark)).size).toBe(states.length);
    expect(new Set(all.map((one) => one.word)).size).toBe(states.length);
  });

  it('is called Seen when it has been viewed, with the time left', () => {
    const words = invitationWords('viewed', 102_000, 0);
    expect(words).toMatchObject({ word: 'Seen', short: 'Seen, 1:42 left', remaining: 102_000, open: true, withdrawable: false });
  });

  it('has no clock before it is seen', () => {
    expect(invitationWords('sent', null, 0)).toMatchObject({ short: 'Invited, not seen yet', remaining: null, withdrawable: true });
    expect(invitationWords('delivered', null, 0)).toMatchObject({ short: 'Invited, not seen yet', withdrawable: true });
  });

  it('never has less than nothing left, nor more than two minutes', () => {
    expect(invitationWords('viewed', 0, 5_000).short).toBe('Seen, 0:00 left');
    expect(invitationWords('viewed', 500_000, 0).remaining).toBe(LASTS);
  });

  it('is open in three states only', () => {
    expect(states.filter((state) => invitationWords(state, null, 0).open)).toEqual(['sent', 'delivered', 'viewed']);
  });

  it('turns what is left into a moment', () => {
    expect(deadlineOf({ remaining_ms: 90_000 }, 1_000)).toBe(91_000);
    expect(deadlineOf({ remaining_ms: null }, 1_000)).toBeNull();
  });
});
