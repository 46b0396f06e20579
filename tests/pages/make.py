#!/usr/bin/env python3
"""Makes the pages below this folder with the real products, from `openapi.json`, a part of specs/gallery.

Usage: tests/pages/make.py SCRATCH

Needs Node, Python 3 with venv, Java, and the registries of npm and PyPI; installs into the folder SCRATCH.
What is not the page's own (bundled scripts, styles, pictures, rendered views, samples of code) is cut out.
"""

import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCRATCH = pathlib.Path(sys.argv[1]).resolve()
NPM = {
    "redoc2": ["redoc-cli@0.13.21"],
    "redoc3": ["@redocly/cli@2.77.0"],
    "swagger-ui": ["swagger-ui-dist@5.35.0", "swagger-ui-express@5.0.1", "express@5"],
    "scalar": ["@scalar/express-api-reference@0.10.21"],
    "nestjs": ["@nestjs/swagger@12.0.2", "@nestjs/common", "@nestjs/core", "@nestjs/platform-express",
               "reflect-metadata", "rxjs", "swagger-ui-dist@5.35.0"],
}
PYPI = ["fastapi==0.165.0", "httpx", "drf-spectacular==0.30.0", "drf-yasg==1.21.18", "setuptools<81",
        "openapi-generator-cli==7.26.0", "pyyaml"]
PATHS = ["/artworks", "/artworks/{artwork_id}", "/orders", "/media", "/artists"]
SERVE = """
const http = require('http');
async function dump(server, paths) {
  const out = {};
  for (const path of paths) {
    const page = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
    out[path] = await page.text();
  }
  console.log(JSON.stringify(out));
  process.exit(0);
}
"""


def run(command, folder):
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout


def node(folder, script, module=False):
    name = folder / ("run.mjs" if module else "run.cjs")
    name.write_text(script)
    return run(["node", name.name], folder)


def write(name, text):
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(line.rstrip() for line in text.strip().split("\n")) + "\n")
    print(name, path.stat().st_size)


def trim(page):
    """Cuts out bundles, styles and pictures; keeps scripts that are the page's own."""
    page = re.sub(r"<style.*?</style>", "<style></style>", page, flags=re.S)
    page = re.sub(r"<svg.*?</svg>", "", page, flags=re.S)
    page = re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", page)
    return page


def document(text):
    import yaml
    whole = yaml.safe_load(text)
    part = {key: value for key, value in whole.items() if key not in ("paths", "components")}
    part["info"]["description"] += "\n</script><b>Nothing</b> ends here: 'a' \"b\" `c` \\d & &amp; é.\n"
    part["paths"] = {path: whole["paths"][path] for path in PATHS}
    part["components"] = {}
    todo = [part["paths"]]
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            todo += node.values()
            for name in [node.get("$ref"), *node.get("discriminator", {}).get("mapping", {}).values()] \
                    if isinstance(node.get("discriminator", {}), dict) else [node.get("$ref")]:
                if not isinstance(name, str):
                    continue
                steps = name.removeprefix("#/").replace("~1", "/").split("/")
                if steps[0] != "components":
                    continue
                _, kind, key = name.removeprefix("#/").split("/")[:3]
                kinds = part["components"].setdefault(kind, {})
                if key not in kinds:
                    kinds[key] = whole["components"][kind][key]
                    todo.append(kinds[key])
    part["components"]["securitySchemes"] = whole["components"]["securitySchemes"]
    return part


def redoc(api):
    source = SCRATCH / "openapi.json"
    source.write_text(json.dumps(api))
    folder = SCRATCH / "redoc2"
    run(["node_modules/.bin/redoc-cli", "bundle", str(source), "-o", "out.html"], folder)
    page = trim((folder / "out.html").read_text())
    page = re.sub(r"<script>/\*! For license.*?</script>\s*(?=<script>|<style|</head>|<body)",
                  "<script></script>", page, flags=re.S)
    page = re.sub(r'(<div id="redoc">).*?(<script>\s*const __redoc_state)', r"\1</div>\n\2", page, flags=re.S)
    write("redoc2/index.html", page)
    folder = SCRATCH / "redoc3"
    run(["node_modules/.bin/redocly", "build-docs", str(source), "-o", "out.html"], folder)
    page = trim((folder / "out.html").read_text())
    page = re.sub(r'(<div id="redoc">).*?(<script[^>]*>(?:(?!</script>).)*?const __redoc_definition)',
                  r"\1</div>\n\2", page, flags=re.S)
    write("redoc3/index.html", page)


def swagger_ui(api):
    folder = SCRATCH / "swagger-ui"
    dist = folder / "node_modules/swagger-ui-dist"
    for name in ["index.html", "swagger-initializer.js"]:
        write(f"swagger-ui-stock/{name}", trim((dist / name).read_text()))
    inline = (dist / "swagger-initializer.js").read_text()
    spec = json.dumps(api, ensure_ascii=False)
    inline = inline.replace('url: "https://petstore.swagger.io/v2/swagger.json"', "spec: " + spec)
    write("swagger-ui-spec/index.html", trim((dist / "index.html").read_text()))
    write("swagger-ui-spec/swagger-initializer.js", inline)
    pages = node(folder, SERVE + """
const ui = require('swagger-ui-express'), app = require('express')();
const api = JSON.parse(require('fs').readFileSync('../openapi.json'));
app.use('/docs', ui.serveFiles(api, {}), ui.setup(api));
const urls = { explorer: true, swaggerOptions: { urls: [
  { url: '/openapi.json', name: 'Gallery' }, { url: '/other.json', name: 'Other' }] } };
app.use('/many', ui.serveFiles(null, urls), ui.setup(null, urls));
const server = app.listen(0, '127.0.0.1', () =>
  dump(server, ['/docs/', '/docs/swagger-ui-init.js', '/many/', '/many/swagger-ui-init.js']));
""")
    pages = json.loads(pages)
    write("swagger-ui-express/docs.html", trim(pages["/docs/"]))
    write("swagger-ui-express/swagger-ui-init.js", pages["/docs/swagger-ui-init.js"])
    write("swagger-ui-express-urls/docs.html", trim(pages["/many/"]))
    write("swagger-ui-express-urls/swagger-ui-init.js", pages["/many/swagger-ui-init.js"])


def nestjs():
    pages = node(SCRATCH / "nestjs", SERVE + """
require('reflect-metadata');
const { Module } = require('@nestjs/common'), { NestFactory } = require('@nestjs/core');
const { SwaggerModule } = require('@nestjs/swagger');
class App {}
Module({})(App);
(async () => {
  const app = await NestFactory.create(App, { logger: false });
  SwaggerModule.setup('docs', app, JSON.parse(require('fs').readFileSync('../openapi.json')));
  await app.listen(0, '127.0.0.1');
  await dump(app.getHttpServer(), ['/docs', '/docs/swagger-ui-init.js']);
})();
""")
    pages = json.loads(pages)
    # As a browser saves it: the script in a folder beside the page.
    write("nestjs/docs.html", trim(pages["/docs"]).replace("./docs/", "./docs_files/"))
    write("nestjs/docs_files/swagger-ui-init.js", pages["/docs/swagger-ui-init.js"])


def scalar():
    pages = node(SCRATCH / "scalar", """
import { apiReference } from '@scalar/express-api-reference';
import { readFileSync } from 'fs';
const api = JSON.parse(readFileSync('../openapi.json'));
const other = { openapi: '3.1.0', info: { title: 'Other', version: '1' }, paths: { '/a': {} } };
const render = (options) => {
  let page;
  const response = { type: () => response, status: () => response, send: (text) => { page = text; } };
  apiReference(options)({}, response);
  return page;
};
console.log(JSON.stringify([
  render({ content: api }), render({ content: JSON.stringify(api) }), render({ url: '/openapi.json' }),
  render({ sources: [{ title: 'The gallery', slug: 'main', content: api }, { title: 'Rest', content: other }] }),
]));
""", module=True)
    for name, page in zip(["content", "string", "url", "sources"], json.loads(pages)):
        write(f"scalar-{name}/index.html", page)


def python_pages(python):
    script = """
import json, sys
from fastapi import FastAPI
from fastapi.testclient import TestClient
client = TestClient(FastAPI(title='Gallery'))
pages = {'fastapi/docs.html': client.get('/docs').text, 'fastapi/redoc.html': client.get('/redoc').text}
import django
from django.conf import settings
settings.configure(SECRET_KEY='x', ROOT_URLCONF='run', ALLOWED_HOSTS=['*'], STATIC_URL='/static/',
    INSTALLED_APPS=['django.contrib.contenttypes', 'django.contrib.auth', 'django.contrib.staticfiles',
                    'rest_framework', 'drf_spectacular', 'drf_yasg'],
    TEMPLATES=[{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True}],
    REST_FRAMEWORK={'DEFAULT_SCHEMA_CLASS': 'drf_spectacular.openapi.AutoSchema',
                    'UNAUTHENTICATED_USER': None})
django.setup()
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerView
from drf_yasg import openapi
from drf_yasg.views import get_schema_view
yasg = get_schema_view(openapi.Info(title='Gallery', default_version='v1'), public=True)
urlpatterns = [path('api/schema/', SpectacularAPIView.as_view(), name='schema'),
    path('spectacular/', SpectacularSwaggerView.as_view(url_name='schema')),
    path('spectacular-redoc/', SpectacularRedocView.as_view(url_name='schema')),
    path('yasg/', yasg.with_ui('swagger', cache_timeout=0)),
    path('yasg-redoc/', yasg.with_ui('redoc', cache_timeout=0))]
sys.modules['run'] = sys.modules['__main__']
from django.test import Client
for name in ['spectacular', 'spectacular-redoc', 'yasg', 'yasg-redoc']:
    page = Client().get(f'/{name}/', HTTP_ACCEPT='text/html').content.decode()
    pages[('drf-' + name).replace('-redoc', '') + ('/redoc.html' if 'redoc' in name else '/swagger.html')] = page
print(json.dumps(pages))
"""
    (SCRATCH / "pages.py").write_text(script)
    for name, page in json.loads(run([python, "-W", "ignore", "pages.py"], SCRATCH)).items():
        write(name, trim(page))


def html2(api, python):
    part = dict(api, paths={path: api["paths"][path] for path in ["/artworks/{artwork_id}", "/media"]})
    (SCRATCH / "part.json").write_text(json.dumps(part))
    run([python.parent / "openapi-generator-cli", "generate", "-i", SCRATCH / "part.json", "-g", "html2",
         "-o", SCRATCH / "html2"], SCRATCH)
    page = trim((SCRATCH / "html2/index.html").read_text())
    # The head holds jQuery, the viewers of schemas and of Markdown; the foot, a highlighter of code.
    title = re.search(r"<title>.*?</title>", page, flags=re.S).group(0)
    body = page[page.index("<body>"):]
    body = body[:body.rindex("</article>")] + "</article></div></section></div></div></div></div></body>"
    page = f"<!DOCTYPE html>\n<html>\n<head>\n{title}\n</head>\n{body}\n</html>"
    page = re.sub(r'<div class="tab-pane" id="examples-[^"]*-(?!curl")\w+">.*?</div>', "", page, flags=re.S)
    page = re.sub(r"\n\s*\n+", "\n", page)
    write("html2/index.html", page)


def by_hand(api):
    """Pages of products that make none themselves, in the form of their instructions."""
    spec = json.dumps(api, ensure_ascii=False)
    write("elements/index.html", f"""<!doctype html>
<html>
<body>
<elements-api id="docs" router="hash" layout="sidebar"></elements-api>
<script>
  const docs = document.getElementById('docs');
  docs.apiDescriptionDocument = {spec};
</script>
</body>
</html>""")
    write("rapidoc/index.html", f"""<!doctype html>
<html>
<body>
<rapi-doc id="doc" render-style="read"></rapi-doc>
<script>
  document.addEventListener('DOMContentLoaded', () => {{
    document.getElementById('doc').loadSpec({spec});
  }});
</script>
</body>
</html>""")
    operations = [(path, method) for path in api["paths"] for method in api["paths"][path] if method != "parameters"]
    for index, (path, method) in enumerate(operations[:2]):
        props = {"document": {"title": method, "api": {"method": method, "path": path, "schema": api}}}
        text = json.dumps(props, ensure_ascii=False)
        write(f"readme/page-{index}.html", f"""<!doctype html>
<html>
<body>
<div class="rm-Article"></div>
<script id="ssr-props" type="application/json">{text}</script>
</body>
</html>""")
    for index, (path, method) in enumerate(operations):
        part = dict(api)
        item = api["paths"][path]
        part["paths"] = {path: {key: item[key] for key in item if key in ("parameters", method)}}
        if index:
            part["components"] = {"securitySchemes": api["components"]["securitySchemes"]}
        import yaml
        text = yaml.safe_dump(part, sort_keys=False, allow_unicode=True) if index % 2 \
            else json.dumps(part, ensure_ascii=False)
        name = f"{index:02}-{method}.md"
        write(f"markdown/{name}", f"# {method.upper()} {path}\n\nText.\n\n````{'yaml' if index % 2 else 'json'} "
              f"openapi.json {method} {path}\n{text}\n````\n")


def main():
    for name, packages in NPM.items():
        folder = SCRATCH / name
        if not (folder / "node_modules").exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "package.json").write_text("{}")
            run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *packages], folder)
    python = SCRATCH / "python/bin/python"
    if not python.exists():
        run([sys.executable, "-m", "venv", "python"], SCRATCH)
        run([python, "-m", "pip", "install", "-q", *PYPI], SCRATCH)
    sys.path += [str(path) for path in (SCRATCH / "python/lib").glob("*/site-packages")]
    api = document((HERE / "../../specs/gallery/openapi.yaml").read_text())
    (HERE / "openapi.json").write_text(json.dumps(api, ensure_ascii=False, indent=1) + "\n")
    by_hand(api)
    redoc(api)
    swagger_ui(api)
    nestjs()
    scalar()
    python_pages(python)
    html2(api, python)


main()
