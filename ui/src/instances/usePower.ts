import { useQueryClient } from "@tanstack/react-query";
import { instancePower } from "../backend/bindings/commands";
import type { JobSummary, PowerOrder } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { goFrom } from "../route";
import { useRequest, type Command } from "../useCommand";

/** An order for each account: one job each. */
export function ordersOf(order: PowerOrder): PowerOrder[] {
  const accounts = [...new Set(order.instances.map((key) => key.accountId))];
  return accounts.map((accountId) => ({ ...order, instances: order.instances.filter((key) => key.accountId === accountId) }));
}

/** Starts, stops or restarts instances, and leads to the job; of several accounts to the jobs. */
export function usePower(options: { failureIn: "toast" | "here"; onDone?: () => void }): Command<[PowerOrder]> {
  const client = useQueryClient();
  const send = async (requestId: string, order: PowerOrder): Promise<JobSummary[]> => {
    const jobs: JobSummary[] = [];
    // A request that is sent again makes the jobs that it has made: the id of each account is the same again.
    for (const each of ordersOf(order)) jobs.push(await instancePower(`${requestId} ${each.instances[0]?.accountId ?? ""}`, each));
    return jobs;
  };
  return useRequest(send, {
    failureIn: options.failureIn,
    onDone: (jobs) => {
      options.onDone?.();
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      const [only] = jobs;
      goFrom({ page: "instances" }, jobs.length === 1 && only ? { page: "job", id: only.id } : { page: "jobs" });
    },
  });
}
