import { useTranslation } from "../i18n/useTranslation";

const KNOWN = ["PostPaid", "PrePaid"] as const;

/** Gives the word for a billing method; one that is not known keeps the cloud's own word. */
export function useChargeWord(): (chargeType: string) => string {
  const { t } = useTranslation("instances");
  return (chargeType) => {
    const known = KNOWN.find((word) => word === chargeType);
    return known ? t(`charge.${known}`) : chargeType;
  };
}
