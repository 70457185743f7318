import { lazy } from "react";
import { createColumnChoice } from "../grid/columnChoice";
import { SyncedList } from "../sync/SyncedList";
import { useViews } from "../useViews";
import { CreateFromInstance } from "./CreateFromInstance";
import { NewerImageFilter } from "./NewerImageFilter";
import { useCreateAnother } from "./useCreateAnother";
import { useInstanceActions } from "./useInstanceActions";
import { useInstanceColumns } from "./useInstanceColumns";
import { useInstanceFilters } from "./useInstanceFilters";

const InstanceDetails = lazy(() => import("./InstanceDetails"));
const choice = createColumnChoice("instances");
const NOTHING_MARKED: ReadonlySet<string> = new Set();

/** Every instance of every account and region in one list. */
export default function InstancesPage() {
  const { instances: view } = useViews();
  const columns = useInstanceColumns();
  const { all: filters, region } = useInstanceFilters(view);
  const another = useCreateAnother();
  const { actions, head, dialog } = useInstanceActions(view);

  return (
    <>
      <SyncedList
        view={view}
        columns={columns}
        choice={choice}
        filters={filters}
        region={region}
        first={<NewerImageFilter view={view} />}
        actions={(target) => (target.count === 0 ? [] : [...actions(target), another(target)])}
        primary={(target) => (
          <>
            {head(target)}
            <CreateFromInstance target={target} />
          </>
        )}
        marked={NOTHING_MARKED}
        details={(key, onClose) => <InstanceDetails of={key} onClose={onClose} />}
      />
      {dialog}
    </>
  );
}
