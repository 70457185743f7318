import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useEffect, useState } from "react";
import { quitGuard } from "../backend/bindings/commands";
import { onQuitAsked } from "../backend/events";
import { jobsQuery } from "../backend/queries";
import { isUnfinished } from "../components/jobStatus";

const QuitDialog = lazy(() => import("./QuitDialog"));

/** Tells the shell whether a job is unfinished, and says what becomes of it when the window is closed for the first time. */
export default function QuitGuard() {
  const { data: unfinished = 0 } = useQuery({ ...jobsQuery, select: (jobs) => jobs.filter(isUnfinished).length });
  const [asked, setAsked] = useState(false);
  const has = unfinished > 0;
  useEffect(() => {
    // A shell that does not hear it lets the window be closed.
    quitGuard(has).catch(() => undefined);
  }, [has]);
  useEffect(() => onQuitAsked(() => setAsked(true)), []);
  return asked ? (
    <Suspense fallback={null}>
      <QuitDialog unfinished={unfinished} onClose={() => setAsked(false)} />
    </Suspense>
  ) : null;
}
