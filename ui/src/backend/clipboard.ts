/** Puts text on the clipboard; only to be called from a click or a key. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
