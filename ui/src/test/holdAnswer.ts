import { backend } from "./backend";

/** Keeps the answers of a command on their way until what is returned is called. */
export function holdAnswer(command: string): () => void {
  const handler = backend[command];
  if (!handler) throw new Error(`no command ${command}`);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  backend[command] = async (args: never) => {
    const answer = await handler(args);
    await released;
    return answer;
  };
  return release;
}
