/** As much of XMLHttpRequest, on fetch, as botframework-directlinejs needs to run outside a browser. */
export class FetchXhr {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  onreadystatechange: ((event: object) => void) | null = null;
  ontimeout: ((event: object) => void) | null = null;
  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  #answered = new Headers();
  #method = 'GET';
  #url = '';

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answered.get(name);
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body?: string | FormData): void {
    const signal = this.#abort.signal;
    const init = { method: this.#method, headers: this.#headers, signal };
    fetch(this.#url, body === undefined ? init : { ...init, body }).then(
      async (response) => {
        this.#answered = response.headers;
        if (this.responseType === 'arraybuffer') this.response = await response.arrayBuffer();
        else await this.#readText(response);
        this.#finish(response.status);
      },
      () => {
        if (!signal.aborted) this.#finish(0);
      },
    );
  }

  async #readText(response: Response): Promise<void> {
    this.responseText = await response.text();
    this.response =
      this.responseType === 'json' && this.responseText !== '' ? JSON.parse(this.responseText) : null;
  }

  #finish(status: number): void {
    this.status = status;
    this.readyState = 4;
    this.onreadystatechange?.({});
  }
}
