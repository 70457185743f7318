import { createStore } from "../store";

/** Whether the form for a new account is to be shown: it was asked for from outside of the window. */
export const connectAsked = createStore(false);
