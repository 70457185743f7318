import { useTranslation } from "../i18n/useTranslation";
import { CATEGORIES } from "./disks";

/** Gives the word for a disk category; one that is not known keeps the cloud's own word. */
export function useCategoryWord(): (category: string) => string {
  const { t } = useTranslation("launch");
  return (category) => {
    const known = CATEGORIES.find((each) => each === category);
    return known ? t(`category.${known}`) : category;
  };
}
