import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { snapshotOrderCheck } from "../backend/bindings/commands";
import type { Finding, OrderDisk, OrderedImage, Problem, SnapshotOrder, SnapshotOrderStart } from "../backend/bindings/types";
import { useFieldErrors } from "../launch/useFieldErrors";
import { useSettled } from "../useSettled";

/** Why a disk gets no snapshot, as the snapshots are to be made. */
export const obstacleOf = (disk: OrderDisk, consistent: boolean): Finding | null => disk.obstacle ?? (consistent ? disk.groupObstacle : null);

/** The days that were typed; `undefined` for what is no number. */
export function daysOf(typed: string): number | null | undefined {
  const plain = typed.normalize("NFKC").trim();
  if (plain === "") return null;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

const IMAGE: OrderedImage = { name: "", description: "", family: "", imageCheck: true };

function useForm({ order: proposed, disks }: SnapshotOrderStart) {
  // A disk that only a group cannot include is ticked as soon as they are made one by one.
  const [ticked, setTicked] = useState<readonly string[]>(() => disks.filter((disk) => !disk.obstacle && (proposed.diskIds.includes(disk.diskId) || disk.groupObstacle)).map((disk) => disk.diskId));
  const [order, setOrder] = useState(proposed);
  const [image, setImage] = useState<OrderedImage>(() => proposed.image ?? { ...IMAGE, name: proposed.name });
  const [withImage, setWithImage] = useState(proposed.image !== null);
  const [retention, setRetention] = useState(proposed.retentionDays === null ? "" : String(proposed.retentionDays));
  const days = daysOf(retention);
  const full: SnapshotOrder = {
    ...order,
    diskIds: disks.filter((disk) => ticked.includes(disk.diskId) && !obstacleOf(disk, order.consistent)).map((disk) => disk.diskId),
    retentionDays: order.consistent ? null : (days ?? null),
    image: withImage ? image : null,
  };
  return {
    order: full,
    image,
    withImage,
    retention,
    retentionWrong: !order.consistent && days === undefined,
    tick: (diskId: string, on: boolean) => setTicked((now) => (on ? [...now, diskId] : now.filter((id) => id !== diskId))),
    change: (more: Partial<SnapshotOrder>) => setOrder((now) => ({ ...now, ...more })),
    changeImage: (more: Partial<OrderedImage>) => setImage((now) => ({ ...now, ...more })),
    setWithImage,
    setRetention,
  };
}

/** Snapshots to be made: what was proposed, what a person changed, and what the rules say of it. */
export function useSnapshotOrder(start: SnapshotOrderStart, problem: Problem | null) {
  const form = useForm(start);
  const { order } = form;
  // The cloud is asked for the disks each time.
  const settled = useSettled(order);
  const check = useQuery({
    queryKey: ["snapshot-order-check", settled],
    queryFn: () => snapshotOrderCheck(settled),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    refetchOnMount: "always",
  });
  const findings = check.data ?? [];
  const errors = findings.filter((finding) => finding.severity === "error");
  const errorAt = useFieldErrors({ errors, problem });
  return {
    ...form,
    start,
    check,
    findings,
    errors: errors.length + (form.retentionWrong ? 1 : 0),
    errorAt,
  };
}

export type SnapshotOrderState = ReturnType<typeof useSnapshotOrder>;
