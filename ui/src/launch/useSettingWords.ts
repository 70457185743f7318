import type { SignIn } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { valueOf } from "./fields";
import { useCategoryWord } from "./useCategoryWord";

/** Names of what can be compared; the others are told by the name they have in the draft. */
const NAMED = [
  "instanceType",
  "zoneId",
  "vpcId",
  "vSwitchId",
  "securityGroupIds",
  "chargeType",
  "periodMonths",
  "autoRenew",
  "bandwidthOut",
  "internetChargeType",
  "keyPair",
  "signIn",
  "description",
  "ramRole",
  "tags",
  "resourceGroupId",
  "deletionProtection",
  "settings",
  "userData",
  "category",
  "performanceLevel",
  "sizeGib",
  "deleteWithInstance",
  "encrypted",
  "kmsKeyId",
  "provisionedIops",
  "bursting",
  "autoSnapshotPolicyId",
  "name",
] as const;

const SIGN_INS: readonly SignIn[] = ["keyPair", "imagePassword", "password", "none"];

/** Gives the words for settings and their values, as the page writes them. */
export function useSettingWords() {
  const { t } = useTranslation("launch");
  const { t: common } = useTranslation("common");
  const category = useCategoryWord();
  const signIn = (value: string) => {
    const known = SIGN_INS.find((each) => each === value);
    return known ? t(`signIn.${known}`) : value;
  };
  const yesNo = (value: boolean) => common(value ? "yes" : "no");
  return {
    category,
    yesNo,
    /** `/dev/xvdb` is not known here: of a disk only what it is about is named. */
    name: (field: string): string => {
      const last = field.split(".").at(-1) ?? field;
      const known = NAMED.find((each) => each === last) ?? NAMED.find((each) => each === valueOf(field));
      return known ? t(`setting.${known}`) : field;
    },
    value: (field: string, value: string): string => {
      if (value === "") return t("difference.none");
      if (value === "true" || value === "false") return yesNo(value === "true");
      if (field === "signIn") return signIn(value);
      if (field.endsWith(".category")) return category(value);
      if (value === "PostPaid" || value === "PrePaid") return t(`billing.${value}`);
      if (value === "PayByTraffic") return t("network.byTraffic");
      if (value === "PayByBandwidth") return t("network.byBandwidth");
      return value;
    },
  };
}
