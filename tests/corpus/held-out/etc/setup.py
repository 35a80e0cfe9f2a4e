from setuptools import setup

REQUIRED = ["py42>=1.14", "click>=7"]

setup(
    name="leaver",
    install_requires=REQUIRED,
    tests_require=["pytest"],
)
