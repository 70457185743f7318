import { Suspense, lazy } from "react";
import { useStore } from "../useStore";
import { lockFailureStore } from "./lockFailure";

const LockFailedDialog = lazy(() => import("./LockFailedDialog"));

/** Shows why a lock could not be changed, over whatever page one is on. */
export function LockFailureHost() {
  const failure = useStore(lockFailureStore);
  if (!failure) return null;
  return (
    <Suspense fallback={null}>
      <LockFailedDialog failure={failure} onClose={() => lockFailureStore.set(null)} />
    </Suspense>
  );
}
