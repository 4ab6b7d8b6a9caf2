import { createServer } from "node:http";

/** A server of metrics, to be stopped. */
export interface MetricsServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves the text at `/metrics`, on this machine only. Rejects when the address is taken. */
export async function serveMetrics(
  { host, port }: { readonly host: string; readonly port: number },
  text: () => string,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const isKnown = request.method === "GET" && request.url?.split("?")[0] === "/metrics";
    response.writeHead(isKnown ? 200 : 404, { "content-type": "text/plain; version=0.0.4" });
    response.end(isKnown ? text() : "the metrics are at /metrics\n");
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, host, () => resolve());
  await promise;
  server.unref();
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => void server.close(() => closed()));
    },
  };
}
