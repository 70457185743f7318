import type { Account, LaunchDisk } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { CloudText, visibleText } from "../components/CloudText";
import { ReviewRow, ReviewRows } from "../components/ReviewRow";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { shortDevice } from "./disks";
import type { LaunchStep } from "./fields";
import { MOST_PER_REQUEST } from "./machine";
import { useSettingWords } from "./useSettingWords";
import type { Launch } from "./useLaunch";

interface Props {
  launch: Launch;
  account: Account | undefined;
  onEdit: (step: LaunchStep) => void;
}

/** What will happen, one thing a row, each with the way back to change it. */
export function ReviewList({ launch, account, onEdit }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const nameOf = useAccountName();
  const words = useSettingWords();
  const { draft, start, check, choices } = launch;
  const { count, atLeast, disks } = draft;
  const { image } = start;
  const type = choices.data?.types.find((each) => each.id === draft.instanceType);
  const named = (list: readonly { id: string; name: string }[] | undefined, id: string) => list?.find((each) => each.id === id)?.name || id;
  const names = check?.names ?? [];
  const [first, last] = [names[0], names.at(-1)];
  const size = (disk: LaunchDisk) => t("review.disk", { size: format.size(disk.sizeGib), category: words.category(disk.category), level: disk.performanceLevel }).trim();
  const data = disks.filter((disk) => !disk.system);
  const kept = data.filter((disk) => !disk.deleteWithInstance).map((disk) => shortDevice(disk.device));
  const encrypted = disks.filter((disk) => disk.encrypted).length;
  const parts = (...said: (string | false | undefined)[]) => said.filter((each) => each !== false && each !== undefined && each !== "").join(t("review.comma"));
  const stock = () => {
    if (count === 1) return false;
    if (atLeast === count) return t(count > MOST_PER_REQUEST ? "review.allOrNoneEach" : "review.allOrNone", { most: MOST_PER_REQUEST });
    return t("review.atLeast", { number: format.number(atLeast) });
  };
  const others = parts(
    draft.tags.length > 0 && t("review.tags", { tags: format.list(draft.tags.map((tag) => `${tag.key}=${tag.value}`)) }),
    draft.ramRole !== "" && t("review.role", { role: draft.ramRole }),
    draft.userData && t("review.userData"),
    draft.deletionProtection && t("review.protection"),
    draft.resourceGroupId !== "" && t("review.group", { id: draft.resourceGroupId }),
    draft.description !== "" && t("review.description", { description: draft.description }),
  );
  return (
    <ReviewRows>
      <ReviewRow icon="instance" term={t("review.create", { count, number: format.number(count) })} onEdit={() => onEdit("machine")}>
        {first !== undefined && (
          <>
            <b>
              <CloudText text={first} />
            </b>
            {last !== undefined && last !== first && (
              <>
                {t("review.to")}
                <b>
                  <CloudText text={last} />
                </b>
              </>
            )}
            {t("review.comma")}
          </>
        )}
        {parts(t("review.account", { account: account ? nameOf(account) : draft.accountId }), t("review.zone", { zone: draft.zoneId }), stock())}
      </ReviewRow>
      <ReviewRow icon="image" term={t("review.image")} onEdit={() => onEdit("image")}>
        {parts(visibleText(image.name || image.key.id), t("review.diskCount", { count: image.dataDisks + 1, number: format.number(image.dataDisks + 1) }), image.os, image.architecture, image.bootMode)}
      </ReviewRow>
      <ReviewRow icon="chip" term={t("review.type")} onEdit={() => onEdit("machine")}>
        {parts(
          draft.instanceType,
          type && t("review.machine", { cpu: format.number(type.cpu), memory: format.size(type.memoryGib) }),
          words.value("chargeType", draft.chargeType),
          draft.chargeType === "PrePaid" && t("billing.months", { count: draft.periodMonths }),
          draft.chargeType === "PrePaid" && draft.autoRenew && t("billing.autoRenew"),
        )}
      </ReviewRow>
      <ReviewRow icon="disk" term={t("review.disks")} onEdit={() => onEdit("disks")}>
        {parts(
          disks[0] && t("review.systemDisk", { disk: size(disks[0]) }),
          data.length > 0 && t("review.dataDisks", { count: data.length, disks: format.list(data.map(size)) }),
          kept.length > 0 && t("review.kept", { devices: format.list(kept) }),
          encrypted > 0 && t("review.encrypted", { count: encrypted, number: format.number(encrypted) }),
        )}
      </ReviewRow>
      <ReviewRow icon="network" term={t("review.network")} onEdit={() => onEdit("machine")}>
        {parts(
          t("review.vpc", { name: named(choices.data?.vpcs, draft.vpcId) }),
          t("review.vSwitch", { name: named(choices.data?.vSwitches, draft.vSwitchId) }),
          t("review.groups", { count: draft.securityGroupIds.length, number: format.number(draft.securityGroupIds.length) }),
          draft.bandwidthOut === 0 ? t("review.noPublic") : t("review.public", { number: format.number(draft.bandwidthOut), charge: words.value("internetChargeType", draft.internetChargeType) }),
        )}
      </ReviewRow>
      <ReviewRow icon="key" term={t("review.signIn")} onEdit={() => onEdit("disks")}>
        {parts(draft.signIn === "keyPair" ? t("review.keyPair", { name: draft.keyPair }) : t(`signIn.${draft.signIn}`), t(draft.hostNames === "sameAsName" ? "review.hostSame" : "review.hostCloud"))}
      </ReviewRow>
      {others !== "" && (
        <ReviewRow icon="tag" term={t("review.others")} onEdit={() => onEdit("disks")}>
          {others}
        </ReviewRow>
      )}
      <ReviewRow icon="equals" term={t("review.then")}>
        {t("review.thenText", { count, number: format.number(count) })}
      </ReviewRow>
    </ReviewRows>
  );
}
