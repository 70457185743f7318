import { useEffect, useLayoutEffect } from "react";
import { connectAsked } from "../accounts/connectAsked";
import { onConnectAsked } from "../backend/events";
import { go } from "../route";

/** What the address of the window ends with when the application was started in order to connect an account. */
const ASKED = "#connect-account";

function show(): void {
  // What is typed in a dialog is lost with its page.
  if (document.querySelector("[data-modal]") !== null) return;
  connectAsked.set(true);
  go({ page: "settings", section: "accounts" });
}

/** Shows the form for a new account when the desktop's menu asks for it, at the start and later. */
export function useConnectAsked(): void {
  // Before the first frame: the list would be seen for a moment.
  useLayoutEffect(() => {
    if (location.hash !== ASKED) return;
    // Not again after a reload.
    history.replaceState(null, "", location.pathname);
    show();
  }, []);
  useEffect(() => onConnectAsked(show), []);
}
