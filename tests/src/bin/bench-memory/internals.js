// What Tauri puts into its windows, for a browser: commands go to the server of this page, and no event ever comes.
window.__TAURI_INTERNALS__ = {
  metadata: { currentWindow: { label: "main" }, currentWebview: { label: "main" } },
  transformCallback: () => 1,
  unregisterCallback: () => undefined,
  async invoke(command, args) {
    if (command.startsWith("plugin:")) return 1;
    const answer = await fetch("/invoke", { method: "POST", body: JSON.stringify({ command, arguments: args ?? {} }) });
    const told = await answer.json();
    if ("problem" in told) throw told.problem;
    return told.value;
  },
};
window.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener: () => undefined };
