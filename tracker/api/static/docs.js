// Starts the documentation page; a file of its own because the page allows no inline script.
window.addEventListener("DOMContentLoaded", () => {
  const root = document.getElementById("docs");
  SwaggerUIBundle({
    url: root.dataset.openapi,
    domNode: root,
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
  });
});
