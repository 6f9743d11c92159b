import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { countdown } from "../src/invitation/countdown";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("counts down from what the server said, once a second, and is over at nothing", () => {
  const shown: [string, number][] = [];
  const over = vi.fn();
  countdown(62_000, (words, part) => shown.push([words, part]), over);
  vi.advanceTimersByTime(2000);
  expect(shown.map(([words]) => words)).toEqual(["1:02", "1:01", "1:00"]);
  expect(shown[2]![1]).toBe(0.5);
  vi.advanceTimersByTime(59_000);
  expect(over).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect([shown.at(-1), over.mock.calls.length]).toEqual([["0:00", 0], 1]);
  vi.advanceTimersByTime(9000);
  expect(over).toHaveBeenCalledTimes(1);
});

test("a visitor who sets the clock gains nothing", () => {
  const over = vi.fn();
  countdown(5000, () => {}, over);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(5000);
  expect(over).toHaveBeenCalled();
});

test("stops when told", () => {
  const over = vi.fn();
  countdown(5000, () => {}, over)();
  vi.advanceTimersByTime(9000);
  expect(over).not.toHaveBeenCalled();
});
