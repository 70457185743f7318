// Stands for @tauri-apps/api/event in tests and in the preview.
import type { Change } from "../backend/bindings/types";
import { listenTo } from "./backend";

export function listen(_event: string, listener: (event: { payload: Change }) => void): Promise<() => void> {
  return Promise.resolve(listenTo((change) => listener({ payload: change })));
}
