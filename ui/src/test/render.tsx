import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { Suspense, type ReactElement } from "react";
import { followChanges } from "../backend/changes";
import { createQueryClient } from "../backend/queries";
import { ViewsContext } from "../useViews";
import { createViews, refreshViews } from "../views";

/** Renders a part of the window as the window does, with the made-up backend. */
export function renderPart(part: ReactElement) {
  const client = createQueryClient();
  const views = createViews();
  followChanges(client, (change) => refreshViews(views, change));
  return {
    client,
    views,
    ...render(
      <QueryClientProvider client={client}>
        <ViewsContext value={views}>
          <Suspense fallback={null}>{part}</Suspense>
        </ViewsContext>
      </QueryClientProvider>,
    ),
  };
}
