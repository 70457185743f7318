import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useTimeLeft } from "./useTimeLeft";

const NOW = 1_700_000_000_000;

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

it("counts down in whole seconds, and ends at nothing", () => {
  const { result } = renderHook(() => useTimeLeft(NOW + 2000));
  expect(result.current).toBe(2000);
  act(() => void vi.advanceTimersByTime(1000));
  expect(result.current).toBe(1000);
  act(() => void vi.advanceTimersByTime(5000));
  expect(result.current).toBe(0);
});

it("does not begin its second anew when what shows it is rendered again", () => {
  const timer = vi.spyOn(globalThis, "setInterval");
  const { rerender } = renderHook(() => useTimeLeft(NOW + 10_000));
  rerender();
  act(() => void vi.advanceTimersByTime(1000));
  expect(timer).toHaveBeenCalledTimes(1);
});

it("is nothing without a time", () => {
  expect(renderHook(() => useTimeLeft(null)).result.current).toBe(0);
});
