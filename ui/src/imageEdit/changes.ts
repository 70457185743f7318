import type { EditOrder, ImageValues, ResourceKey, Tag } from "../backend/bindings/types";
import { unchanged } from "./useImageEdit";

/** What a person has typed into the dialog; a field that was not touched is missing. */
export type Typed = Partial<ImageValues> & {
  /** The tags of the image when `tags` was typed. */
  tagsSeen?: readonly Tag[];
};

/** The tags with what was typed, on the tags as they are now: only what was changed of them differs from the image. */
export function tagsOf(seen: ImageValues, { tags, tagsSeen = seen.tags }: Typed): Tag[] {
  if (tags === undefined) return seen.tags;
  if (tagsSeen === seen.tags) return tags;
  const isIn = (list: readonly Tag[], tag: Tag) => list.some((other) => other.key === tag.key && other.value === tag.value);
  const has = (list: readonly Tag[], key: string) => list.some((tag) => tag.key === key);
  const put = tags.filter((tag) => !isIn(tagsSeen, tag));
  const removed = tagsSeen.filter((tag) => !has(tags, tag.key));
  const stays = seen.tags.filter((tag) => !has(removed, tag.key));
  return [...stays.map((tag) => put.find((other) => other.key === tag.key) ?? tag), ...put.filter((tag) => !has(stays, tag.key))];
}

/** The order of one image: what is as it was is not in it, so that it is not sent. */
export function orderOf(key: ResourceKey, seen: ImageValues, typed: Typed): EditOrder {
  const changed = (field: Exclude<keyof ImageValues, "tags">) => {
    const value = typed[field];
    return value === undefined || value === seen[field] ? null : value;
  };
  const tags = tagsOf(seen, typed);
  const kept = new Set(tags.map((tag) => tag.key));
  const same = typed.tags === undefined || (tags.length === seen.tags.length && tags.every((tag, index) => tag.key === seen.tags[index]?.key && tag.value === seen.tags[index].value));
  return {
    ...unchanged([key]),
    seen,
    name: changed("name"),
    description: changed("description"),
    family: changed("family"),
    bootMode: changed("bootMode"),
    nvmeSupport: changed("nvmeSupport"),
    imdsSupport: changed("imdsSupport"),
    tags: same ? [] : [...tags],
    removeTags: same ? [] : seen.tags.filter((tag) => !kept.has(tag.key)).map((tag) => tag.key),
  };
}

/** How many things an order changes. */
export function countOf({ seen, name, description, family, bootMode, nvmeSupport, imdsSupport, tags, removeTags }: EditOrder): number {
  const texts = [name, description, family, bootMode, nvmeSupport, imdsSupport].filter((value) => value !== null);
  const isNew = (tag: Tag) => seen?.tags.some((other) => other.key === tag.key && other.value === tag.value) !== true;
  return texts.length + tags.filter(isNew).length + removeTags.length;
}
