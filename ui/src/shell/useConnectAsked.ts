import { useEffect } from "react";
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
  useEffect(() => {
    if (location.hash === ASKED) {
      // Not again after a reload.
      history.replaceState(null, "", location.pathname);
      show();
    }
    return onConnectAsked(show);
  }, []);
}
