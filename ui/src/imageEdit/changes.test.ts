import { describe, expect, it } from "vitest";
import type { ImageValues, Tag } from "../backend/bindings/types";
import { orderOf } from "./changes";

const KEY = { accountId: "a", regionId: "cn-hangzhou", id: "m-1" };
const tag = (key: string, value: string): Tag => ({ key, value });
const withTags = (...tags: Tag[]): ImageValues => ({ name: "", description: "", family: "", bootMode: "", nvmeSupport: "", imdsSupport: "", tags });

describe("tags that were typed before the image was read again", () => {
  const before = withTags(tag("env", "test"), tag("app", "jump"), tag("team", "web"));
  const now = withTags(tag("env", "prod"), tag("app", "jump"), tag("team", "api"), tag("owner", "ops"));

  it("leave what somebody else has added and changed", () => {
    const typed = { tags: [tag("env", "test"), tag("team", "mine"), tag("new", "1")], tagsSeen: before.tags };
    const order = orderOf(KEY, now, typed);
    expect(order.tags).toEqual([tag("env", "prod"), tag("team", "mine"), tag("owner", "ops"), tag("new", "1")]);
    expect(order.removeTags).toEqual(["app"]);
  });

  it("are sent as they were typed when nothing was read again", () => {
    const typed = { tags: [tag("", ""), tag("env", "test")], tagsSeen: before.tags };
    expect(orderOf(KEY, before, typed)).toMatchObject({ tags: typed.tags, removeTags: ["app", "team"] });
  });
});
