import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { Suspense, type ReactElement } from "react";
import { followChanges } from "../backend/changes";
import { createQueryClient } from "../backend/queries";

/** Renders a part of the window as the window does, with the made-up backend. */
export function renderPart(part: ReactElement) {
  const client = createQueryClient();
  followChanges(client);
  return {
    client,
    ...render(
      <QueryClientProvider client={client}>
        <Suspense fallback={null}>{part}</Suspense>
      </QueryClientProvider>,
    ),
  };
}
