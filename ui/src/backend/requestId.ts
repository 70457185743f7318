/** The id of one request of a person. A command that is delivered twice carries the same one. */
export const newRequestId = () => crypto.randomUUID();
