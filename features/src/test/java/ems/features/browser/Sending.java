package ems.features.browser;

/** How a page of another site sends a GraphQL mutation without the browser asking the market first. */
enum Sending {
    IMAGE("new Promise(done => { const i = new Image(); i.onload = i.onerror = () => done(); i.src = inAddress; })"),
    BODY_WITHOUT_A_TYPE("fetch(graphql, {method: 'POST', mode: 'no-cors', body: new Blob([json])}).catch(() => {})"),
    MUTATION_IN_THE_ADDRESS_OF_A_TEXT(
            "fetch(inAddress, {method: 'POST', mode: 'no-cors', body: 'some text'}).catch(() => {})"),
    LINK("void location.assign(inAddress)"),
    FORM("void (() => { const form = document.createElement('form'); form.method = 'post';"
            + " form.enctype = 'text/plain'; form.action = inAddress; document.body.append(form); form.submit(); })()");

    private final String script;

    Sending(String script) {
        this.script = script;
    }

    /** A function of the market's address and the mutation, for a page to evaluate. */
    String script() {
        return "([graphql, mutation]) => {"
                + " const inAddress = graphql + '?query=' + encodeURIComponent(mutation);"
                + " const json = JSON.stringify({query: mutation});"
                + " return " + script + "; }";
    }
}
