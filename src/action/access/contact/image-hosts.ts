const TALKING = /^(?:push|pull|login|logout|copy)$/;

/** `docker push host/image`, `docker login host`: without a dot or a port the first part is no host. */
export function imageHosts(values: readonly string[]): string[] {
  const verb = values.findIndex((value) => TALKING.test(value));
  if (verb < 0) return [];
  const isLogin = values[verb]?.startsWith("log") === true;
  return values.slice(verb + 1).flatMap((value) => {
    if (value.startsWith("-") || value.includes("://")) return [];
    const [host = "", ...path] = value.split("/");
    const isHost = /^[^\s=]+[.:]/.test(host) && (isLogin || path.length > 0);
    return isHost ? [`https://${host}`] : [];
  });
}
