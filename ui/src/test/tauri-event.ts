// Stands for @tauri-apps/api/event in tests and in the preview.
import { listenTo } from "./backend";

export function listen(event: string, listener: (event: { payload: never }) => void): Promise<() => void> {
  return Promise.resolve(listenTo(event, (payload) => listener({ payload: payload as never })));
}
